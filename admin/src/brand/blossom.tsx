import blossom from './blossom.svg'

/** The mark of Xinglin: an apricot blossom. Decorative; the name stands beside it. */
export function Blossom({ size }: { size: number }) {
  return <img src={blossom} width={size} height={size} alt="" draggable={false} />
}
