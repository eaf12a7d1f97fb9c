import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'

export default function NotFound() {
  return (
    <>
      <PageHeading
        title="There is nothing at this address"
        description="A part of it is damaged, doubled or unknown, or what it led to has been removed. Nothing was changed."
      />
      <div>
        <LinkButton href={paths.authorizations}>Go to the selling partners</LinkButton>
      </div>
    </>
  )
}
