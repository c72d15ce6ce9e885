import { useRef, useState } from 'react'
import { DemoAccounts } from './demo_accounts.tsx'
import { Field } from './field.tsx'
import { signIn, type SignInAnswer } from './sign_in.ts'
import { Step } from './step.tsx'
import { useSubmit } from './use_submit.ts'
import { useWords } from './words.ts'

interface Props {
  /** Signing in again as somebody known. */
  login?: string
  onAnswer: (answer: SignInAnswer) => void
}

export function CredentialsStep({ login: known, onAnswer }: Props) {
  const words = useWords()
  const { busy, submit, problem } = useSubmit()
  const [login, setLogin] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const account = login.trim()

  async function handleSubmit() {
    setAsked(true)
    const missing = !account ? 'username' : !password ? 'current-password' : undefined
    if (missing) return focus(missing)
    await submit(async () => onAnswer(await signIn(account, password)))
  }

  const focus = (field: string) =>
    box.current?.querySelector<HTMLElement>(`[autocomplete="${field}"]`)?.focus()

  return (
    <div ref={box}>
      <Step problem={problem} busy={busy} action={words.submit} onSubmit={handleSubmit}>
        <Field
          label={words.login}
          name="login"
          autoComplete="username"
          value={login}
          onChange={setLogin}
          readOnly={known !== undefined}
          autoFocus={known === undefined}
          error={asked && !account ? words.loginMissing : undefined}
        />
        <Field
          label={words.password}
          name="password"
          autoComplete="current-password"
          secret
          value={password}
          onChange={setPassword}
          autoFocus={known !== undefined}
          error={asked && !password ? words.passwordMissing : undefined}
        />
      </Step>
      {known === undefined && (
        <DemoAccounts
          onChoose={(chosen, secret) => {
            setLogin(chosen)
            setPassword(secret)
            box.current?.querySelector<HTMLElement>('[type=submit]')?.focus()
          }}
        />
      )}
    </div>
  )
}
