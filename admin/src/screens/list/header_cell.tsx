import { useRef, type PointerEvent, type ThHTMLAttributes } from 'react'
import styles from './list.module.css'

interface Props extends ThHTMLAttributes<HTMLTableCellElement> {
  width?: number
  onResize?: (width: number) => void
}

const NARROWEST = 60

/** A header whose right edge can be dragged; the new width is taken when it is let go, so that rows stay still. */
export function HeaderCell({ width, onResize, children, ...cell }: Props) {
  const start = useRef<number | null>(null)
  if (!onResize || !width) return <th {...cell}>{children}</th>

  const moved = (event: PointerEvent) =>
    Math.max(event.clientX - (start.current ?? 0), NARROWEST - width)
  return (
    <th {...cell}>
      {children}
      <span
        className={styles.resize}
        onClick={(event) => event.stopPropagation()}
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          start.current = event.clientX
        }}
        onPointerMove={(event) => {
          if (start.current === null) return
          event.currentTarget.style.transform = `translateX(${moved(event)}px)`
        }}
        onPointerUp={(event) => {
          if (start.current === null) return
          const next = Math.round(width + moved(event))
          event.currentTarget.style.transform = ''
          start.current = null
          if (next !== width) onResize(next)
        }}
        onPointerCancel={(event) => {
          event.currentTarget.style.transform = ''
          start.current = null
        }}
      />
    </th>
  )
}
