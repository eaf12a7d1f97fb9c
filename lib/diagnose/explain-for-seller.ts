import { diagnose } from '../amazon/diagnosis/diagnose.ts'
import { readPaste } from '../amazon/diagnosis/read-paste.ts'
import { type SellerWords, sellerWords } from '../amazon/diagnosis/seller-words.ts'

/** Explains an error page of Amazon's to the seller who saw it; null: we don't know it. */
export function explainForSeller(shown: string): SellerWords | null {
  const [found] = diagnose(readPaste(shown))
  return found === undefined ? null : sellerWords(found)
}
