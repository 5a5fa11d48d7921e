/** One enterprise at the side of the page: registered anew, or changed. */
import { Drawer } from 'antd'
import { useT } from '../../../../platform/web/lang.tsx'
import type { Enterprise } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'
import { EnterpriseForm, type Place } from './enterprise-form.tsx'

type EnterpriseDrawerProps = {
  readonly onClose: () => void
  readonly onDone: (enterprise: Enterprise) => void
} /** `at`: where it stands, as far as it is known. */ & (
  | { readonly mode: 'register'; readonly at: Place | null }
  | { readonly mode: 'change'; readonly enterprise: Enterprise }
)

export function EnterpriseDrawer(props: EnterpriseDrawerProps) {
  const t = useT()
  const { mode, onClose, onDone } = props
  return (
    <Drawer open size={560} title={t(mode === 'register' ? w.register : w.changeTitle)} onClose={onClose}>
      <EnterpriseForm
        {...(mode === 'register' ? { at: props.at } : { enterprise: props.enterprise })}
        onCancel={onClose}
        onDone={(made) => {
          onClose()
          onDone(made)
        }}
      />
    </Drawer>
  )
}
