import { useId, useState, type InputHTMLAttributes, type KeyboardEvent } from 'react'
import styles from './sign_in.module.css'
import { useWords } from './words.ts'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string
  error?: string
  secret?: boolean
}

/** A labelled input with its help and error; a secret one can be shown and tells about Caps Lock. */
export function Field({ label, value, onChange, help, error, secret = false, ...input }: Props) {
  const words = useWords()
  const id = useId()
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const noticeCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  const note = error ?? (secret && capsLock ? words.capsLock : help)

  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control} data-invalid={error ? true : undefined}>
        <input
          {...input}
          id={id}
          type={secret && !shown ? 'password' : 'text'}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={secret ? noticeCapsLock : undefined}
          onKeyUp={secret ? noticeCapsLock : undefined}
          onBlur={() => setCapsLock(false)}
        />
        {secret && (
          <button
            type="button"
            className={styles.reveal}
            aria-pressed={shown}
            aria-label={shown ? words.hidePassword : words.showPassword}
            onClick={() => setShown(!shown)}
          >
            <EyeIcon crossed={shown} />
          </button>
        )}
      </div>
      <p
        id={`${id}-note`}
        className={styles.note}
        data-tone={error ? 'error' : capsLock ? 'caps' : undefined}
      >
        {note}
      </p>
    </div>
  )
}

function EyeIcon({ crossed }: { crossed: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden
    >
      <path
        d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="12" r="3" />
      {crossed && <path d="M4 4l16 16" strokeLinecap="round" />}
    </svg>
  )
}
