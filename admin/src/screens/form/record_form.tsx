import { App, Form } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordValues } from '../../fields/field_ui.ts'
import type { ApiError } from '../../providers/http.ts'
import { useIdentity, useMeta, useResourceMeta } from '../../providers/meta.tsx'
import type { AnyRecord } from '../shared/answers.ts'
import { ConflictDialog } from './conflict_dialog.tsx'
import { ErrorSummary, type FormProblem } from './error_summary.tsx'
import { FieldItem } from './field_item.tsx'
import { changedInput, firstValues, formSections, isEditable, isVisible } from './form_fields.ts'
import { SubTable } from './sub_table.tsx'
import { useSave } from './use_save.ts'
import { useUnsavedGuard } from './use_unsaved_guard.ts'
import styles from './form.module.css'

export interface FormActions {
  save: () => void
  /** Goes on with `go`, after asking when something is unsaved. */
  leave: (go: () => void) => void
  saving: boolean
}

interface Props {
  resource: string
  /** Undefined: a record to be made. */
  record?: AnyRecord
  /** Values a new record starts with, such as the parent it is added to. */
  preset?: RecordValues
  narrow?: boolean
  onSaved: (record: AnyRecord) => void
  children: (actions: FormActions) => ReactNode
}

/** Asks what a record is made of and saves it; where its buttons stand is the caller's. */
export function RecordForm({ resource: name, record, preset, narrow, onSaved, children }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const meta = useMeta()
  const resource = useResourceMeta(name)
  const [form] = Form.useForm<RecordValues>()
  const creating = !record
  const me = useIdentity()
  const [base, setBase] = useState<RecordValues>(
    record ?? { ...firstValues(resource, me), ...preset }
  )
  const [problems, setProblems] = useState<FormProblem[]>([])
  const [conflict, setConflict] = useState<AnyRecord | null>(null)
  const save = useSave(name)
  const watched = Form.useWatch((values) => values, { form, preserve: true }) as
    RecordValues | undefined
  const values = useMemo(() => ({ ...base, ...watched }), [base, watched])
  const sections = useMemo(() => formSections(meta, resource, creating), [meta, resource, creating])
  const input = changedInput(resource, base, values, creating)
  const started = creating ? changedInput(resource, {}, base, true) : {}
  const unsaved = JSON.stringify(input) !== JSON.stringify(started)
  const { leave, release } = useUnsavedGuard(unsaved && !save.isSuccess)
  useSaveKey(() => form.submit())
  const firstField = sections[0]?.fields.find((field) =>
    isEditable(resource.fields[field]!, creating)
  )

  return (
    <Form<RecordValues>
      form={form}
      layout="vertical"
      requiredMark
      scrollToFirstError={{ block: 'nearest', focus: true }}
      className={styles.form}
      data-narrow={narrow || undefined}
      initialValues={base}
      onFinish={() => submit(base, form.getFieldsValue(true) as RecordValues)}
      onFinishFailed={({ errorFields }) =>
        setProblems(
          errorFields.map(({ name: path, errors }) => ({ path, message: errors[0] ?? '' }))
        )
      }
    >
      <ErrorSummary resource={resource} problems={problems} onGo={goTo} />
      {sections.map((section, i) => (
        <section key={i} className={styles.section}>
          {section.title && <h2 className={styles.sectionTitle}>{section.title}</h2>}
          <div className={styles.grid}>{section.fields.map(ask)}</div>
        </section>
      ))}
      {children({ save: form.submit, leave, saving: save.isPending })}
      {conflict && (
        <ConflictDialog
          resource={resource}
          base={base}
          mine={values}
          theirs={conflict}
          saving={save.isPending}
          onClose={() => setConflict(null)}
          onResolve={(resolved) => {
            const theirs = conflict
            setConflict(null)
            setBase(theirs)
            form.setFieldsValue(resolved as Record<string, object>)
            submit(theirs, resolved)
          }}
        />
      )}
    </Form>
  )

  function ask(fieldName: string): ReactNode {
    const field = resource.fields[fieldName]
    if (!field) return null
    if (field.type === 'hasMany') {
      if (!isVisible(field, resource.fields, values)) return null
      const rows = (values[fieldName] as RecordValues[] | undefined) ?? []
      return (
        <SubTable
          key={fieldName}
          name={fieldName}
          field={field}
          rows={rows}
          editable={isEditable(field, creating)}
        />
      )
    }
    return (
      <FieldItem
        key={fieldName}
        name={fieldName}
        field={field}
        fields={resource.fields}
        resource={name}
        record={values}
        creating={creating}
        autoFocus={creating && fieldName === firstField}
      />
    )
  }

  function submit(from: RecordValues, filled: RecordValues) {
    setProblems([])
    const changed = changedInput(resource, from, filled, creating)
    const version = from.version as number | undefined
    save.mutate({ id: record?.id, version, input: changed }, { onSuccess: saved, onError: refused })
  }

  function saved(written: AnyRecord) {
    release()
    message.success(t('screens.form.saved'))
    onSaved(written)
  }

  function refused(error: ApiError) {
    const present = error.items[0]?.meta?.record as AnyRecord | undefined
    if (error.code === 'E_STALE_VERSION' && present) return setConflict(present)
    const found = error.items.map((item) => ({ path: pathOf(item.field), message: item.message }))
    setProblems(found.length > 0 ? found : [{ path: [], message: error.message }])
    form.setFields(
      found
        .filter(({ path }) => path.length > 0)
        .map(({ path, message: text }) => ({ name: path, errors: [text] }))
    )
  }

  function goTo(path: (string | number)[]) {
    form.scrollToField(path, { block: 'center', behavior: 'smooth', focus: true })
  }
}

/** `items.0.quantity` is where antd keeps a sub-table's value: `['items', 0, 'quantity']`. */
function pathOf(field: string | undefined): (string | number)[] {
  return field ? field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)) : []
}

/** Ctrl+S and ⌘S save the form that was opened last. */
function useSaveKey(save: () => void): void {
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      event.stopImmediatePropagation()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
