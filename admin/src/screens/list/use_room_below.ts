import { useLayoutEffect, useState, type RefObject } from 'react'

/** The height left between the top of an element and the bottom of the window, less what stands below it. */
export function useRoomBelow(
  element: RefObject<HTMLElement | null>,
  below: number,
  least: number
): number {
  const [room, setRoom] = useState(least)
  useLayoutEffect(() => {
    function measure() {
      const top = element.current?.getBoundingClientRect().top
      if (top !== undefined) setRoom(Math.max(least, Math.floor(window.innerHeight - top - below)))
    }
    measure()
    window.addEventListener('resize', measure)
    // Chips that wrap to a second line above move the element down.
    const observer = new ResizeObserver(measure)
    if (element.current?.parentElement) observer.observe(element.current.parentElement)
    return () => {
      window.removeEventListener('resize', measure)
      observer.disconnect()
    }
  }, [element, below, least])
  return room
}
