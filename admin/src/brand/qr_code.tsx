import { useEffect, useState } from 'react'

const SIZE = 184
/** The empty border a scanner needs, in modules. */
const QUIET = 4

/** A QR code as SVG; always dark on white, because scanners need it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<{ size: number; path: string } | null>(null)
  useEffect(() => {
    let current = true
    void import('qrcode').then(({ create }) => {
      const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
      const dark = Array.from(data).flatMap((module, i) =>
        module ? [`M${(i % size) + QUIET} ${Math.floor(i / size) + QUIET}h1v1h-1z`] : []
      )
      if (current) setCode({ size: size + 2 * QUIET, path: dark.join('') })
    })
    return () => {
      current = false
    }
  }, [text])

  const box = `0 0 ${code?.size ?? 1} ${code?.size ?? 1}`
  return (
    <svg
      role="img"
      aria-label={label}
      width={SIZE}
      height={SIZE}
      viewBox={box}
      shapeRendering="crispEdges"
      style={{ display: 'block', margin: '0 auto 12px', borderRadius: 8, background: '#fff' }}
    >
      {code && <path d={code.path} fill="#000" />}
    </svg>
  )
}
