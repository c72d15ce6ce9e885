import { LoadingOutlined, SearchOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Command } from './commands.ts'
import { useCommands } from './use_commands.tsx'
import { useRecordHits } from './use_record_hits.tsx'
import styles from './palette.module.css'

interface Props {
  open: boolean
  onClose: () => void
}

/** Go anywhere, create anything, find a record, without leaving the keyboard. */
export function Palette({ open, onClose }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      // Shown at once, because one is already typing; antd gives the focus to the box itself, so it is taken from there.
      afterOpenChange={(shown) => shown && input.current?.focus()}
      transitionName=""
      maskTransitionName=""
      width={600}
      style={{ top: '12vh' }}
      // Only for screen readers; the input says the rest.
      title={t('palette.title')}
      classNames={{ header: styles.unseen }}
      styles={{ content: { padding: 0, overflow: 'hidden' } }}
    >
      <PaletteBody input={input} onClose={onClose} />
    </Modal>
  )
}

function PaletteBody({ input, onClose }: { input: Ref<HTMLInputElement>; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { hits, searching } = useRecordHits(text)
  const commands = [...useCommands(text), ...hits]
  const active = Math.min(at, commands.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function run({ to, href, newTab }: Command) {
    onClose()
    if (to) navigate(to)
    else if (newTab) window.open(href, '_blank', 'noopener,noreferrer')
    else if (href) location.assign(href)
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    const chosen = commands[active]
    if (step) {
      event.preventDefault()
      setAt((active + step + commands.length) % Math.max(commands.length, 1))
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      run(chosen)
    }
  }

  return (
    <div onKeyDown={handleKey}>
      <div className={styles.search}>
        {searching ? <LoadingOutlined /> : <SearchOutlined />}
        <input
          ref={input}
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={commands[active] && `${id}-${active}`}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('palette.results')}
        className={styles.list}
      >
        {commands.map((command, index) => {
          const first = command.group !== commands[index - 1]?.group
          return (
            <div key={command.id} role="presentation">
              {first && <div className={styles.group}>{t(`palette.${command.group}`)}</div>}
              <div
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className={styles.option}
                onMouseMove={() => index !== active && setAt(index)}
                onClick={() => run(command)}
              >
                {command.icon}
                <span className={styles.label}>{command.label}</span>
                {command.hint && <span className={styles.hint}>{command.hint}</span>}
              </div>
            </div>
          )
        })}
      </div>
      {commands.length === 0 && (
        <p className={styles.nothing} role="status">
          {searching ? t('palette.searching') : t('palette.nothing', { text })}
        </p>
      )}
      <footer className={styles.keys} aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.keysMove')}
        </span>
        <span>
          <kbd>Enter</kbd> {t('palette.keysOpen')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('palette.keysClose')}
        </span>
      </footer>
    </div>
  )
}
