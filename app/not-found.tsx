import { Heading } from '#components/connect/heading.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { SellerFrame } from './_server/seller-frame.tsx'

export default function NotFound() {
  return (
    <SellerFrame>
      <Heading title="There is nothing at this address">
        It may be mistyped, or what it showed was removed. It may also belong to another account than the one
        that is signed in.
      </Heading>
      <AnchorButton href="/" variant="primary" size="large" wide>
        Go to the start page
      </AnchorButton>
    </SellerFrame>
  )
}
