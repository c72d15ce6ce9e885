import { useState } from 'react'
import { CodeStep } from './code_step.tsx'
import { CredentialsStep } from './credentials_step.tsx'
import { PasswordStep } from './password_step.tsx'
import type { SignInAnswer } from './sign_in.ts'
import styles from './sign_in.module.css'
import { useWords } from './words.ts'
import type { Identity } from '@xinglin/contracts'

interface Props {
  /** Given when somebody whose session ended signs in again. */
  login?: string
  onSignedIn: (user: Identity) => void
}

type StepName = 'credentials' | 'totp' | 'password'

/** Account and password, then whatever the server asks next, until it knows the person. */
export function SignInForm({ login, onSignedIn }: Props) {
  const words = useWords()
  const [pending, setPending] = useState<{ next: StepName; ticket: string }>({
    next: 'credentials',
    ticket: '',
  })

  function handleAnswer(answer: SignInAnswer) {
    if ('user' in answer) onSignedIn(answer.user)
    else setPending(answer)
  }
  const step = {
    ticket: pending.ticket,
    onAnswer: handleAnswer,
    onBack: () => setPending({ next: 'credentials', ticket: '' }),
  }
  const headings: Record<StepName, [string, string]> = {
    credentials: [words.title, words.subtitle],
    totp: [words.totpTitle, words.totpText],
    password: [words.newTitle, words.newText],
  }
  const [title, text] = headings[pending.next]

  return (
    <div className={styles.form}>
      <h1>{title}</h1>
      <p className={styles.subtitle}>{text}</p>
      {pending.next === 'credentials' && <CredentialsStep login={login} onAnswer={handleAnswer} />}
      {pending.next === 'totp' && <CodeStep {...step} />}
      {pending.next === 'password' && <PasswordStep {...step} />}
    </div>
  )
}
