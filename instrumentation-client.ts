import { keepEarlyInput } from '#components/keep-early-input.ts'
import { surviveTranslation } from '#components/survive-translation.ts'

// Next runs this file in every page before React hydrates it.
surviveTranslation()
keepEarlyInput()
