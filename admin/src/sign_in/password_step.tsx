import { useState } from 'react'
import { Field } from './field.tsx'
import { replacePassword, type SignInAnswer } from './sign_in.ts'
import { Step } from './step.tsx'
import { useSubmit } from './use_submit.ts'
import { useWords } from './words.ts'

interface Props {
  ticket: string
  onAnswer: (answer: SignInAnswer) => void
  onBack: () => void
}

/** A new password before anything else; the server decides whether it is good enough. */
export function PasswordStep({ ticket, onAnswer, onBack }: Props) {
  const words = useWords()
  const { busy, submit, problem, problems } = useSubmit()
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [asked, setAsked] = useState(false)

  async function handleSubmit() {
    setAsked(true)
    if (!password || password !== repeated) return
    await submit(async () => onAnswer(await replacePassword(ticket, password)))
  }

  return (
    <Step
      problem={problems?.password ? null : problem}
      busy={busy}
      action={words.save}
      onSubmit={handleSubmit}
      onBack={onBack}
    >
      <Field
        label={words.newPassword}
        name="newPassword"
        autoComplete="new-password"
        secret
        autoFocus
        value={password}
        onChange={setPassword}
        help={words.newPasswordHelp}
        error={
          problems?.password?.join(' ') ?? (asked && !password ? words.passwordMissing : undefined)
        }
      />
      <Field
        label={words.repeat}
        name="repeatPassword"
        autoComplete="new-password"
        secret
        value={repeated}
        onChange={setRepeated}
        error={asked && password !== repeated ? words.repeatWrong : undefined}
      />
    </Step>
  )
}
