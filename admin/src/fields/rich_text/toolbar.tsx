import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  RedoOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { useEditorState, type Editor } from '@tiptap/react'
import { Button, Input, Popover, Space } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './rich_text.module.css'

/** The marks and blocks, pressed while the cursor stands in them. */
export function Toolbar({ editor }: { editor: Editor }) {
  const { t } = useTranslation()
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      h2: now.isActive('heading', { level: 2 }),
      h3: now.isActive('heading', { level: 3 }),
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      strike: now.isActive('strike'),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      blockquote: now.isActive('blockquote'),
      link: now.isActive('link'),
    }),
  })
  const run = () => editor.chain().focus()

  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('fields.richText.toolbar')}>
      {tool('h2', 'H2', () => run().toggleHeading({ level: 2 }).run())}
      {tool('h3', 'H3', () => run().toggleHeading({ level: 3 }).run())}
      {tool('bold', <BoldOutlined />, () => run().toggleBold().run())}
      {tool('italic', <ItalicOutlined />, () => run().toggleItalic().run())}
      {tool('underline', <UnderlineOutlined />, () => run().toggleUnderline().run())}
      {tool('strike', <StrikethroughOutlined />, () => run().toggleStrike().run())}
      {tool('bulletList', <UnorderedListOutlined />, () => run().toggleBulletList().run())}
      {tool('orderedList', <OrderedListOutlined />, () => run().toggleOrderedList().run())}
      {tool('blockquote', '❝', () => run().toggleBlockquote().run())}
      <LinkTool editor={editor} pressed={on.link} />
      <span className={styles.gap} />
      <ToolButton label={t('fields.richText.undo')} onClick={() => run().undo().run()}>
        <UndoOutlined />
      </ToolButton>
      <ToolButton label={t('fields.richText.redo')} onClick={() => run().redo().run()}>
        <RedoOutlined />
      </ToolButton>
    </div>
  )

  function tool(name: keyof typeof on, icon: ReactNode, onClick: () => void) {
    return (
      <ToolButton label={t(`fields.richText.${name}`)} pressed={on[name]} onClick={onClick}>
        {icon}
      </ToolButton>
    )
  }
}

interface ToolProps {
  label: string
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}

function ToolButton({ label, pressed, onClick, children }: ToolProps) {
  return (
    <Button
      type={pressed ? 'primary' : 'text'}
      ghost={pressed}
      size="small"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      // Keeps the selection in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}

function LinkTool({ editor, pressed }: { editor: Editor; pressed: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [address, setAddress] = useState('')

  return (
    <Popover
      open={open}
      trigger="click"
      onOpenChange={(next) => {
        setOpen(next)
        if (next) setAddress(String(editor.getAttributes('link').href ?? ''))
      }}
      content={
        <Space.Compact>
          <Input
            autoFocus
            type="url"
            placeholder="https://"
            aria-label={t('fields.richText.address')}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            onPressEnter={(event) => {
              event.preventDefault()
              apply()
            }}
          />
          <Button type="primary" onClick={apply}>
            {t('fields.richText.apply')}
          </Button>
        </Space.Compact>
      }
    >
      <span>
        <ToolButton
          label={t('fields.richText.link')}
          pressed={pressed}
          onClick={() => setOpen(true)}
        >
          <LinkOutlined />
        </ToolButton>
      </span>
    </Popover>
  )

  /** An emptied address takes the link away. */
  function apply() {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (address) chain.setLink({ href: address }).run()
    else chain.unsetLink().run()
    setOpen(false)
  }
}
