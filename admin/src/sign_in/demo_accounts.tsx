import styles from './sign_in.module.css'
import { useWords, type Words } from './words.ts'

const PASSWORD = 'xinglin-demo-2026'

/** Those of the demo's accounts that work in the admin; patients use the mini-program. */
const ACCOUNTS: readonly { login: string; word: keyof Words }[] = [
  { login: 'admin', word: 'demoAdmin' },
  { login: 'doctor', word: 'demoDoctor' },
  { login: 'pharmacist', word: 'demoPharmacist' },
  { login: 'agent', word: 'demoAgent' },
  { login: 'security', word: 'demoSecurity' },
  { login: 'auditor', word: 'demoAuditor' },
]

/** Offered only where the server says that this is the demo. */
export function DemoAccounts({
  onChoose,
}: {
  onChoose: (login: string, password: string) => void
}) {
  const words = useWords()
  if (document.querySelector<HTMLMetaElement>('meta[name="demo"]')?.content !== 'true') return null
  return (
    <section className={styles.demo} aria-label={words.demo}>
      <h2>{words.demo}</h2>
      <p>{words.demoText}</p>
      <div className={styles.chips}>
        {ACCOUNTS.map(({ login, word }) => (
          <button key={login} type="button" onClick={() => onChoose(login, PASSWORD)}>
            <b>{login}</b> {words[word]}
          </button>
        ))}
      </div>
    </section>
  )
}
