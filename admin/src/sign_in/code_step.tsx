import { useState } from 'react'
import { QrCode } from '../brand/qr_code.tsx'
import { Field } from './field.tsx'
import { proveCode, type Enrolment, type SignInAnswer } from './sign_in.ts'
import { Step } from './step.tsx'
import { useSubmit } from './use_submit.ts'
import styles from './sign_in.module.css'
import { useWords } from './words.ts'

const DIGITS = 6

interface Props {
  ticket: string
  enrol?: Enrolment
  onAnswer: (answer: SignInAnswer) => void
  onBack: () => void
}

/** The second factor, set up first where it is missing; sent by itself once all digits are there. */
export function CodeStep({ ticket, enrol, onAnswer, onBack }: Props) {
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
      {enrol && (
        <>
          <QrCode text={enrol.url} label={words.qrCode} />
          <p className={styles.secret}>
            {words.secret} <code>{enrol.secret}</code>
          </p>
        </>
      )}
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
