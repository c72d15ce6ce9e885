import { useEffect, type RefObject } from 'react'

/**
 * antd measures columns with a hidden copy of the header, whose buttons and checkboxes the keyboard could still
 * reach: takes them out of its way.
 */
export function useInertMeasureRows(around: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    for (const row of around.current?.querySelectorAll<HTMLElement>('.ant-table-measure-row') ?? [])
      row.inert = true
  })
}
