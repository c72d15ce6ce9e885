import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetaLifecycle, TimelineEntry } from '@xinglin/contracts'
import { layOut } from './diagram_layout.ts'
import styles from './lifecycle.module.css'

interface Props {
  lifecycle: MetaLifecycle
  state: string
  entries: TimelineEntry[]
}

const LINE = 15

/** The states and the ways between them; where the record is now stands out, and where it has been is marked. */
export function Diagram({ lifecycle, state, entries }: Props) {
  const { t } = useTranslation()
  const arrow = useId()
  const { width, height, box, places, ways } = useMemo(() => layOut(lifecycle), [lifecycle])
  const passed = new Set([lifecycle.initial, ...entries.flatMap(({ from, to }) => [from, to])])
  const label = t('screens.lifecycle.diagram', { state: lifecycle.states[state]?.label ?? state })
  return (
    // Wider than a phone: scrolled by keyboard as well.
    <div className={styles.diagram} tabIndex={0}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <defs>
          <marker
            id={arrow}
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path className={styles.head} d="M0,0 L8,4 L0,8 z" />
          </marker>
        </defs>
        {ways.map(({ from, to, path }) => (
          <path
            key={`${from} ${to}`}
            className={styles.way}
            d={path}
            markerEnd={`url(#${arrow})`}
          />
        ))}
        {[...places].map(([name, { x, y }]) => (
          <g
            key={name}
            data-present={name === state || undefined}
            data-passed={passed.has(name) || undefined}
          >
            <rect x={x} y={y} width={box.width} height={box.height} rx="8" />
            <text x={x + box.width / 2} y={y + box.height / 2}>
              {lifecycle.states[name]?.label ?? name}
            </text>
          </g>
        ))}
        {ways.map(({ from, to, labels, middle }) =>
          labels.map((text, i) => (
            <text
              key={`${from} ${to} ${i}`}
              className={styles.label}
              x={middle.x}
              y={middle.y + (i - (labels.length - 1) / 2) * LINE}
            >
              {text}
            </text>
          ))
        )}
      </svg>
    </div>
  )
}
