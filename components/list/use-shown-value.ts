import { type RefObject, useEffect, useRef } from 'react'

/**
 * For an uncontrolled field that shows a part of the address: shows it again when it changes elsewhere, such as by a
 * link or the browser's Back. What is being typed stays.
 */
export function useShownValue(
  value: string,
  ref?: RefObject<HTMLInputElement | null>,
): RefObject<HTMLInputElement | null> {
  const own = useRef<HTMLInputElement>(null)
  const field = ref ?? own
  useEffect(() => {
    if (field.current !== null && field.current !== document.activeElement) field.current.value = value
  }, [value, field])
  return field
}
