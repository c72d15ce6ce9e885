import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Identity } from '@xinglin/contracts'
import { whenSessionEnds } from '../providers/http.ts'
import { keepConnected } from '../providers/live_channels.ts'
import { useIdentity } from '../providers/meta.tsx'
import { signInAddress } from '../sign_in/return_address.ts'
import { SignInForm } from '../sign_in/sign_in_form.tsx'
import styles from './session_ended.module.css'

/**
 * A session that ends while a page is open: its person signs in again on the spot and keeps what was not saved. The
 * page behind is blurred, because somebody else may be sitting there now.
 */
export function SessionEnded() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, login } = useIdentity()
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    keepConnected()
    return whenSessionEnds(() => setEnded(true))
  }, [])

  function handleSignedIn(user: Identity) {
    // Somebody else must not see what this person had open.
    if (user.id !== id) return location.replace('/')
    setEnded(false)
    keepConnected()
    void client.invalidateQueries()
  }

  return (
    <Modal
      open={ended}
      closable={false}
      maskClosable={false}
      keyboard={false}
      footer={null}
      width={416}
      title={t('session.ended')}
      classNames={{ mask: styles.mask }}
      zIndex={2000}
      destroyOnHidden
    >
      <p className={styles.text}>{t('session.endedText')}</p>
      <SignInForm login={login} onSignedIn={handleSignedIn} />
      <p className={styles.other}>
        <a href={signInAddress()}>{t('session.other')}</a>
      </p>
    </Modal>
  )
}
