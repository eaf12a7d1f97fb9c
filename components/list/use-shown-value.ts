import { useSearchParams } from 'next/navigation'
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
  const address = useSearchParams().toString()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value may come and go before React has shown it.
  useEffect(() => {
    if (field.current !== null && field.current !== document.activeElement) field.current.value = value
  }, [value, field, address])
  return field
}
