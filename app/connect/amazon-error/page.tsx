import { getText } from '#app/_server/languages/language.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { ExplainForm } from '#components/connect/explain-form.tsx'
import { Heading } from '#components/connect/heading.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { explain } from './actions.ts'

export default async function AmazonErrorPage() {
  const text = await getText('amazonError')
  const unfinished = await getText('unfinished')
  const refusal = await getText('refusal')
  return (
    <SellerFrame>
      <Heading title={unfinished('title')}>{text('text')}</Heading>
      <Words groups={['report']}>
        <ExplainForm action={explain} />
      </Words>
      <AnchorButton href="/" size="large" wide>
        {refusal('start')}
      </AnchorButton>
    </SellerFrame>
  )
}
