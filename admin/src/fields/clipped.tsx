/** One line of text that ends in an ellipsis where the column ends; the whole is its title. */
export function Clipped({ text }: { text: string }) {
  return (
    <span title={text} style={CLIPPED}>
      {text}
    </span>
  )
}

const CLIPPED = {
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const
