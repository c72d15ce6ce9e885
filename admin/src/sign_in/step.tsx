import type { FormEvent, ReactNode } from 'react'
import styles from './sign_in.module.css'
import { useWords } from './words.ts'

interface Props {
  problem: string | null
  busy: boolean
  action: string
  onSubmit: () => void
  /** Gives up this step and begins anew. */
  onBack?: () => void
  children: ReactNode
}

/** One step's form: its fields, what went wrong, and the button. */
export function Step({ problem, busy, action, onSubmit, onBack, children }: Props) {
  const words = useWords()
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form method="post" onSubmit={handleSubmit} noValidate>
      <div role="alert">{problem && <p className={styles.problem}>{problem}</p>}</div>
      {children}
      <button type="submit" className={styles.submit} aria-busy={busy} disabled={busy}>
        {busy ? words.busy : action}
      </button>
      {onBack && (
        <button type="button" className={styles.back} onClick={onBack}>
          {words.back}
        </button>
      )}
    </form>
  )
}
