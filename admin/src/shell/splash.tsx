import { Blossom } from '../brand/blossom.tsx'
import styles from './splash.module.css'

/** While the shell learns who is there and what they may do. */
export function Splash({ label }: { label: string }) {
  return (
    <div className={styles.splash} role="status" aria-label={label}>
      <Blossom size={56} />
    </div>
  )
}
