import { Heading } from '#components/connect/heading.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { getText } from './_server/languages/language.ts'
import { SellerFrame } from './_server/seller-frame.tsx'

export default async function NotFound() {
  const text = await getText('notFound')
  return (
    <SellerFrame>
      <Heading title={text('title')}>{text('text')}</Heading>
      <AnchorButton href="/" variant="primary" size="large" wide>
        {text('start')}
      </AnchorButton>
    </SellerFrame>
  )
}
