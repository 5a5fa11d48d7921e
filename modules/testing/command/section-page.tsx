/** A section of a round that a room further down has added. */
import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { useSections } from '../../../platform/web/desk/panel.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { RoundFrame } from './round-frame.tsx'

export default function SectionPage() {
  const t = useT()
  const { section } = useParams({ strict: false }) as { section: string }
  const found = useSections().find(({ key }) => key === section)
  return (
    <RoundFrame section={section}>
      {({ round }) =>
        found ? (
          <Suspense fallback={null}>
            <found.component id={round.id} />
          </Suspense>
        ) : (
          <Block>
            <Nothing title={t(web.pageGone)} hint={t(web.pageGoneHint)} />
          </Block>
        )
      }
    </RoundFrame>
  )
}
