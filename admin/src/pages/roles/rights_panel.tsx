import { SearchOutlined } from '@ant-design/icons'
import { Alert, App, Empty, Grid, Input, Switch } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '@xinglin/contracts'
import { renewMeta } from '../../providers/query_client.ts'
import { ChangesBar } from '../../screens/shared/changes_bar.tsx'
import { ListSkeleton, LoadFailure } from '../../screens/shared/states.tsx'
import { ConflictQuestion } from '../../screens/shared/conflict_question.tsx'
import { actionLabel } from './action_label.ts'
import { cellOf, type CellKey } from './grants.ts'
import { Matrix } from './matrix.tsx'
import { MatrixCards } from './matrix_cards.tsx'
import { columnsOf, grantedOf, groupsOf } from './matrix_rows.ts'
import { RightsDrawer } from './rights_drawer.tsx'
import { isFinished } from './scopes.ts'
import { useGrants, type Refused } from './use_grants.ts'
import { useCatalogue } from './use_catalogue.ts'
import styles from './roles.module.css'

interface Props {
  role: string
  disabled: boolean
  onUnsaved: (unsaved: boolean) => void
}

/** What a role may do: a matrix of ticks, staged until they are saved together. */
export function RightsPanel(props: Props) {
  const { data: catalogue, error, refetch } = useCatalogue()
  if (error) return <LoadFailure message={error.message} onRetry={refetch} />
  if (!catalogue) return <ListSkeleton />
  return <Rights {...props} catalogue={catalogue} />
}

function Rights({ role, disabled, onUnsaved, catalogue }: Props & { catalogue: Catalogue }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const phone = !(Grid.useBreakpoint().md ?? true)
  const grants = useGrants(role)
  const { stored, draft, change, discard, insist } = grants
  const [search, setSearch] = useState('')
  const [onlyGranted, setOnlyGranted] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const [refused, setRefused] = useState<Refused[]>([])
  const [conflicts, setConflicts] = useState<CellKey[]>([])
  const columns = useMemo(() => columnsOf(catalogue), [catalogue])
  const granted = useMemo(
    () =>
      new Map(
        stored &&
          catalogue.resources.map((resource) => [resource.name, grantedOf(stored, draft, resource)])
      ),
    [catalogue, stored, draft]
  )
  const groups = useMemo(() => {
    const found = groupsOf(catalogue, search)
    if (!onlyGranted) return found
    return found
      .map((group) => ({
        ...group,
        resources: group.resources.filter(({ name }) => granted.get(name)?.size),
      }))
      .filter(({ resources }) => resources.length > 0)
  }, [catalogue, search, onlyGranted, granted])
  const changed = useMemo(() => new Set(draft.keys()), [draft])
  const unfinished = [...draft].filter(([, grant]) => grant && !isFinished(grant.scope))
  const unsaved = draft.size > 0
  useEffect(() => {
    onUnsaved(unsaved)
    return () => onUnsaved(false)
  }, [onUnsaved, unsaved])

  if (grants.error)
    return <LoadFailure message={grants.error.message} onRetry={() => grants.retry()} />
  if (!stored) return <ListSkeleton />
  const opened = catalogue.resources.find(({ name }) => name === open)
  const matrix = { groups, columns, granted, changed, disabled, onChange: change, onOpen: setOpen }
  return (
    <>
      <div className={styles.tools}>
        <Input
          type="search"
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t('access.matrix.search')}
          aria-label={t('access.matrix.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <label className={styles.only}>
          <Switch size="small" checked={onlyGranted} onChange={setOnlyGranted} />
          {t('access.matrix.onlyGranted')}
        </label>
        <span className={styles.legend}>
          <i className={styles.narrow} /> {t('access.matrix.narrow')}
        </span>
      </div>
      {groups.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('access.matrix.nothing')} />
      ) : phone ? (
        <MatrixCards {...matrix} />
      ) : (
        <Matrix {...matrix} />
      )}
      {refused.length > 0 && (
        <Alert
          type="error"
          showIcon
          className={styles.refused}
          message={t('access.changes.refused')}
          description={refused.map(({ cell, message: text }, i) => (
            <div key={i}>{cell ? `${nameOf(cell)}：${text}` : text}</div>
          ))}
        />
      )}
      <ChangesBar
        overlay={!phone && groups.length > 0}
        count={draft.size}
        saving={grants.saving}
        onSave={save}
        onDiscard={() => {
          setRefused([])
          discard()
        }}
      />
      {opened && (
        <RightsDrawer
          key={opened.name}
          catalogue={catalogue}
          resource={opened}
          granted={granted.get(opened.name)!}
          onChange={change}
          disabled={disabled}
          onClose={() => setOpen(null)}
        />
      )}
      {conflicts.length > 0 && (
        <ConflictQuestion
          title={t('access.conflict.title')}
          text={t('access.conflict.text')}
          names={conflicts.map(nameOf)}
          onMine={() => {
            insist(conflicts)
            setConflicts([])
          }}
          onTheirs={() => {
            discard(conflicts)
            setConflicts([])
          }}
        />
      )}
    </>
  )

  async function save() {
    if (unfinished.length > 0) {
      const [[cell]] = unfinished as [[CellKey, unknown]]
      setOpen(cellOf(cell).resource)
      message.warning(t('access.changes.unfinished', { name: nameOf(cell) }))
      return
    }
    const result = await grants.save()
    setRefused(result.refused)
    setConflicts(result.conflicts)
    if (result.refused.length > 0 || result.conflicts.length > 0) return
    message.success(t('access.changes.saved'))
    // One's own rights may be among them.
    await renewMeta()
  }

  function nameOf(cell: CellKey): string {
    const { resource, action } = cellOf(cell)
    const known = catalogue.resources.find(({ name }) => name === resource)
    return `${known?.label ?? resource} · ${actionLabel(t, known ?? {}, action)}`
  }
}
