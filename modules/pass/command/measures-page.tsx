/** All measures at gates of the operation chosen on top. */
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { pass } from '../contract.ts'
import { MeasureCards } from './measure-cards.tsx'
import { PassFrame } from './pass-frame.tsx'
import { deskWords as w } from './words.ts'

export default function MeasuresPage() {
  const t = useT()
  const drafts = useMay(pass.operations.draftMeasure.roles)
  return (
    <PassFrame
      title={w.measures}
      lead={w.measuresLead}
      actions={
        drafts && (
          <LinkButton to="/passes/measures/new" type="primary">
            {t(w.newMeasure)}
          </LinkButton>
        )
      }
    >
      {(operation) => <MeasureCards operationId={operation.id} />}
    </PassFrame>
  )
}
