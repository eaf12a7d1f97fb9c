import { surviveTranslation } from '#components/survive-translation.ts'

// Next runs this file in every page before React hydrates it.
surviveTranslation()
