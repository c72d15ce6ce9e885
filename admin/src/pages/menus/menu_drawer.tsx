import { Button, Drawer, Form, Input, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RelationSelect } from '../../fields/relation_select.tsx'
import type { Reference } from '../../fields/field_ui.ts'
import type { ApiError } from '../../providers/http.ts'
import { IconPicker } from './icon_picker.tsx'
import { branchOf, childrenOf, lastOrder, parentOf, type Menu } from './menu_order.ts'
import type { useTargets } from './use_targets.ts'

/** A menu that is there, or the kind of one to be made and the group it goes into. */
export type Draft = Menu | { id?: undefined; kind: Menu['kind']; parent: Reference | null }

type MenuValues = Pick<Menu, 'name' | 'nameEn' | 'kind' | 'target' | 'open' | 'icon'> & {
  parent: string | null
  roles: string[]
  order?: number
}

interface FormValues extends Omit<MenuValues, 'roles'> {
  roles: Reference[]
}

interface Props {
  draft: Draft
  menus: readonly Menu[]
  targets: ReturnType<typeof useTargets>
  onSave: (values: MenuValues) => Promise<ApiError | undefined>
  onClose: () => void
}

/** Asks what a menu is called, where it leads and who sees it. */
export function MenuDrawer({ draft, menus, targets, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<FormValues>()
  const [saving, setSaving] = useState(false)
  const { kind } = draft
  const known = draft.id === undefined ? undefined : draft
  const group = menus.find(({ id }) => id === draft.parent?.id)
  const closed = known ? new Set(branchOf(menus, known.id)) : new Set<string>()
  const asked = (field: string) => ({
    label: word(field),
    required: true,
    rules: [
      {
        validator: async (_: unknown, value?: string) => {
          if (!value?.trim()) throw new Error(t('screens.form.missing', { label: word(field) }))
        },
      },
    ],
  })

  return (
    <Drawer
      open
      width={Math.min(480, window.innerWidth)}
      title={
        known
          ? t('screens.form.editing', { label: known.name })
          : t(`configuration.menus.new.${kind}`)
      }
      onClose={onClose}
      destroyOnHidden
      footer={
        <Space>
          <Button onClick={onClose}>{t('screens.actions.cancel')}</Button>
          <Button type="primary" loading={saving} onClick={form.submit}>
            {t('screens.actions.save')}
          </Button>
        </Space>
      }
    >
      <Form<FormValues>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          name: known?.name ?? '',
          nameEn: known?.nameEn ?? '',
          target: known?.target ?? undefined,
          open: known?.open ?? (kind === 'link' ? 'tab' : 'here'),
          icon: known?.icon ?? null,
          parent: (known ? parentOf(known) : draft.parent?.id) ?? undefined,
          // What goes into a group is for those who see the group.
          roles: known?.roles ?? group?.roles ?? [],
        }}
      >
        {kind === 'screen' && (
          <Form.Item
            name="target"
            {...asked('screen')}
            extra={t('configuration.menus.help.screen')}
          >
            <TargetSelect
              groups={targets.groups}
              onChoose={(target) => {
                if (!form.getFieldValue('name')) form.setFieldValue('name', targets.labelOf(target))
              }}
            />
          </Form.Item>
        )}
        {kind === 'link' && (
          <>
            <Form.Item
              name="target"
              {...asked('address')}
              extra={t('configuration.menus.help.address')}
            >
              <Input type="url" placeholder="https://" maxLength={255} />
            </Form.Item>
            <Form.Item name="open" label={word('open')}>
              <Radio.Group
                optionType="button"
                options={(['here', 'tab', 'embedded'] as const).map((value) => ({
                  value,
                  label: t(`configuration.menus.opens.${value}`),
                }))}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="name" {...asked('name')}>
          <Input maxLength={64} autoFocus={kind === 'group'} />
        </Form.Item>
        <Form.Item
          name="nameEn"
          label={word('nameEn')}
          extra={t('configuration.menus.help.nameEn')}
        >
          <Input maxLength={64} lang="en" />
        </Form.Item>
        <Form.Item name="icon" label={word('icon')}>
          <IconPicker />
        </Form.Item>
        <Form.Item name="parent" label={word('parent')}>
          <Select
            allowClear
            showSearch
            virtual={false}
            optionFilterProp="label"
            placeholder={t('configuration.menus.top')}
            options={groupsBelow(null)}
          />
        </Form.Item>
        <Form.Item name="roles" label={word('roles')} extra={t('configuration.menus.help.roles')}>
          <Roles />
        </Form.Item>
      </Form>
    </Drawer>
  )

  function word(field: string): string {
    return t(`configuration.menus.fields.${field}`)
  }

  /** Each group by the way to it. */
  function groupsBelow(parent: string | null, above = ''): { value: string; label: string }[] {
    return childrenOf(menus, parent)
      .filter((menu) => menu.kind === 'group' && !closed.has(menu.id))
      .flatMap(({ id, name }) => [
        { value: id, label: above + name },
        ...groupsBelow(id, `${above}${name} › `),
      ])
  }

  async function save(values: FormValues) {
    setSaving(true)
    const parent = values.parent ?? null
    const stays = known !== undefined && parentOf(known) === parent
    const refusal = await onSave({
      kind,
      name: values.name.trim(),
      nameEn: values.nameEn?.trim() || null,
      target: kind === 'group' ? null : (values.target?.trim() ?? null),
      open: kind === 'link' ? values.open : 'here',
      icon: values.icon ?? null,
      parent,
      roles: values.roles.flatMap(({ id }) => id ?? []),
      ...(!stays && { order: lastOrder(menus, parent) + 1 }),
    })
    setSaving(false)
    if (!refusal) return onClose()
    const items = refusal.items.map((item) => ({
      // A bulk write names the item before the field.
      name: (item.field?.replace(/^items\.\d+\.?/, '') || 'name') as keyof FormValues,
      errors: [item.message],
    }))
    form.setFields(items.length > 0 ? items : [{ name: 'name', errors: [refusal.message] }])
  }
}

function Roles(props: {
  id?: string
  value?: Reference[]
  onChange?: (value: Reference[]) => void
}) {
  return <RelationSelect target="core.roles" multiple {...props} value={props.value ?? []} />
}

interface TargetProps {
  id?: string
  value?: string
  onChange?: (target: string) => void
  groups: Props['targets']['groups']
  onChoose: (target: string) => void
}

/** A form item would give the box `aria-required`, which its element must not have. */
function TargetSelect({ id, value, onChange, groups, onChoose }: TargetProps) {
  const { t } = useTranslation()
  return (
    <Select
      id={id}
      value={value}
      showSearch
      virtual={false}
      optionFilterProp="label"
      placeholder={t('configuration.menus.chooseScreen')}
      options={groups}
      onChange={(target: string) => {
        onChange?.(target)
        onChoose(target)
      }}
    />
  )
}
