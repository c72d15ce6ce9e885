import { cleanHtml } from './clean.ts'
import styles from './rich_text.module.css'

/** Formatted text for reading. */
export default function RichTextView({ html }: { html: string }) {
  return <div className={styles.prose} dangerouslySetInnerHTML={{ __html: cleanHtml(html) }} />
}
