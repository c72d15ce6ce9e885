import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { PALETTE_KEYS } from './frame/palette_button.tsx'
import styles from './keys_help.module.css'

const SAVE_KEYS = PALETTE_KEYS.replace('K', 'S')

/** Every key the shell and the generic screens know. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const groups: [string, [string[], string][]][] = [
    [
      'everywhere',
      [
        [[PALETTE_KEYS], 'palette'],
        [['['], 'menu'],
        [['?'], 'help'],
      ],
    ],
    [
      'list',
      [
        [['↑', '↓'], 'move'],
        [['Enter'], 'openRecord'],
        [[t('keys.space')], 'select'],
        [['/'], 'search'],
        [['n'], 'create'],
        [[t('keys.shiftClick')], 'sort'],
      ],
    ],
    ['form', [[[SAVE_KEYS], 'save']]],
  ]
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={560}>
      <div className={styles.groups}>
        {groups.map(([group, keys]) => (
          <section key={group}>
            <h3>{t(`keys.${group}`)}</h3>
            <dl>
              {keys.map(([caps, word]) => (
                <div key={word}>
                  <dt>{t(`keys.${word}`)}</dt>
                  <dd>
                    {caps.map((cap) => (
                      <kbd key={cap}>{cap}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
