import { useState } from 'react'
import { CodeStep } from './code_step.tsx'
import { CredentialsStep } from './credentials_step.tsx'
import { PasswordStep } from './password_step.tsx'
import type { PendingStep, SignInAnswer } from './sign_in.ts'
import styles from './sign_in.module.css'
import { useWords, type Words } from './words.ts'
import type { Identity } from '@xinglin/contracts'

interface Props {
  /** Given when somebody whose session ended signs in again. */
  login?: string
  onSignedIn: (user: Identity) => void
}

/** Account and password, then whatever the server asks next, until it knows the person. */
export function SignInForm({ login, onSignedIn }: Props) {
  const words = useWords()
  const [pending, setPending] = useState<PendingStep | null>(null)

  function handleAnswer(answer: SignInAnswer) {
    if ('user' in answer) onSignedIn(answer.user)
    else setPending(answer)
  }
  const back = () => setPending(null)
  const [title, text] = headingOf(pending, words)

  return (
    <div className={styles.form}>
      <h1>{title}</h1>
      <p className={styles.subtitle}>{text}</p>
      {!pending && <CredentialsStep login={login} onAnswer={handleAnswer} />}
      {pending?.next === 'totp' && (
        <CodeStep
          ticket={pending.ticket}
          enrol={pending.enrol}
          onAnswer={handleAnswer}
          onBack={back}
        />
      )}
      {pending?.next === 'password' && (
        <PasswordStep ticket={pending.ticket} onAnswer={handleAnswer} onBack={back} />
      )}
    </div>
  )
}

function headingOf(pending: PendingStep | null, words: Words): [string, string] {
  if (!pending) return [words.title, words.subtitle]
  if (pending.next === 'password') return [words.newTitle, words.newText]
  return pending.enrol ? [words.enrolTitle, words.enrolText] : [words.totpTitle, words.totpText]
}
