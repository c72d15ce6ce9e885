import { useState } from 'react'
import { Field } from './field.tsx'
import { proveCode, type SignInAnswer } from './sign_in.ts'
import { Step } from './step.tsx'
import { useSubmit } from './use_submit.ts'
import { useWords } from './words.ts'

const DIGITS = 6

interface Props {
  ticket: string
  onAnswer: (answer: SignInAnswer) => void
  onBack: () => void
}

/** The second factor; sent by itself once all digits are there. */
export function CodeStep({ ticket, onAnswer, onBack }: Props) {
  const words = useWords()
  const { busy, submit, problem } = useSubmit()
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState(false)

  async function send(digits: string) {
    setAsked(true)
    if (digits.length === DIGITS)
      await submit(async () => onAnswer(await proveCode(ticket, digits)))
  }

  function handleChange(text: string) {
    const digits = text.replace(/\D/g, '').slice(0, DIGITS)
    setCode(digits)
    if (digits.length === DIGITS) void send(digits)
  }

  return (
    <Step
      problem={problem}
      busy={busy}
      action={words.verify}
      onSubmit={() => send(code)}
      onBack={onBack}
    >
      <Field
        label={words.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onChange={handleChange}
        error={asked && code.length < DIGITS ? words.codeWrong : undefined}
      />
    </Step>
  )
}
