import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { Clipped } from '../../../../admin/src/fields/clipped.tsx'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { textOfHtml } from '../../../../admin/src/fields/format.ts'

// The editor is large and few screens need it.
const RichTextEditor = lazy(() => import('../../../../admin/src/fields/rich_text/editor.tsx'))
const RichTextView = lazy(() => import('../../../../admin/src/fields/rich_text/view.tsx'))

export default defineFieldUi<'richText'>({
  type: 'richText',
  Input: RichTextInput,
  Cell: RichTextCell,
  operators: ['contains', 'ncontains', 'null', 'nnull'],
  words: 'text',
  width: 240,
  wide: true,
  column: 'asked',
})

function RichTextInput(input: InputProps<'richText'>) {
  return (
    <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height: 180 }} />}>
      <RichTextEditor {...input} />
    </Suspense>
  )
}

function RichTextCell({ value, place }: CellProps<'richText'>) {
  if (place === 'list') return <Clipped text={textOfHtml(value)} />
  return (
    <Suspense fallback={<Skeleton active title={false} />}>
      <RichTextView html={value} />
    </Suspense>
  )
}
