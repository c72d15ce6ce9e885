import { useEffect } from 'react'
import { Blossom } from '../brand/blossom.tsx'
import branch from '../brand/branch.svg'
import { chooseLanguage, useLanguage } from '../theme/preferences.ts'
import { returnAddress } from './return_address.ts'
import { SignInForm } from './sign_in_form.tsx'
import styles from './sign_in.module.css'
import { useWords } from './words.ts'

/** The whole page: the brand on the left, the form on the right; one column on a phone. */
export function SignInPage() {
  const words = useWords()
  const language = useLanguage()
  useEffect(() => {
    document.title = `${words.title} · ${words.product}`
  }, [words])

  return (
    <div className={styles.page}>
      <aside className={styles.brand}>
        <img className={styles.branch} src={branch} alt="" draggable={false} />
        <p className={styles.name}>
          <Blossom size={40} />
          <span>{words.product}</span>
        </p>
        <div className={styles.motto}>
          <p>{words.motto}</p>
          <p>{words.mottoText}</p>
        </div>
      </aside>
      <main className={styles.main}>
        <button
          type="button"
          className={styles.language}
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => chooseLanguage(language === 'en' ? 'zh-CN' : 'en')}
        >
          {words.otherLanguage}
        </button>
        <SignInForm onSignedIn={() => location.replace(returnAddress())} />
      </main>
    </div>
  )
}
