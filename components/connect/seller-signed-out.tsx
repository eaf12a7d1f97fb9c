import { useText } from '../languages/text.tsx'
import { SignedOut } from '../live/signed-out.tsx'

/** Above a seller's live page: their session has ended. */
export function SellerSignedOut() {
  const text = useText('signIn')
  return <SignedOut title={text('signedOut')} action={text('title')} />
}
