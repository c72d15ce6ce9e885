import { EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useEffect } from 'react'
import type { InputProps } from '../field_ui.ts'
import { cleanHtml } from './clean.ts'
import styles from './rich_text.module.css'
import { Toolbar } from './toolbar.tsx'

/** Formatted text: headings, lists, quotes, links and the usual marks, nothing a printed page could not hold. */
export default function RichTextEditor({
  id,
  field,
  value,
  onChange,
  disabled,
  autoFocus,
}: InputProps<'richText'>) {
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3] },
        link: { openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'] },
      }),
    ],
    content: cleanHtml(value ?? ''),
    editable: !disabled,
    autofocus: autoFocus,
    // The stylesheet has the few rules it needs; a strict CSP refuses injected ones.
    injectCSS: false,
    editorProps: {
      attributes: {
        ...(id && { id }),
        'role': 'textbox',
        'aria-multiline': 'true',
        'aria-label': field.label,
      },
    },
    onUpdate: ({ editor: changed }) => onChange?.(changed.isEmpty ? null : changed.getHTML()),
  })

  // A reset or the other version of a conflict arrives from outside; what was typed here is already there.
  useEffect(() => {
    const present = editor.isEmpty ? '' : editor.getHTML()
    if ((value ?? '') !== present)
      editor.commands.setContent(cleanHtml(value ?? ''), { emitUpdate: false })
  }, [editor, value])
  useEffect(() => editor.setEditable(!disabled, false), [editor, disabled])

  return (
    <div className={styles.box} data-disabled={disabled || undefined}>
      {!disabled && <Toolbar editor={editor} />}
      <EditorContent editor={editor} className={`${styles.prose} ${styles.page}`} />
    </div>
  )
}
