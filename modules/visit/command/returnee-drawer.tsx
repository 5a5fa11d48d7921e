/** One who came back: reached by phone or at the door, and joined to the register by whoever has compared the person and the home. */
import { Alert, App, Button, Drawer, Form, Select } from 'antd'
import { useState } from 'react'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { relations, residences, tenancies } from '../../register/model.ts'
import { type ReturneeLine, visiting } from '../contract.ts'
import { returneeSteps } from '../model.ts'
import { KnownPerson } from './known-person.tsx'
import { deskWords as w } from './words.ts'

const ops = visiting.operations
const STEPS = ['called', 'visited', 'no-answer', 'elsewhere'] as const
interface Fresh {
  path: string
  residence: CodeOf<typeof residences>
  tenancy: CodeOf<typeof tenancies>
  relation: CodeOf<typeof relations>
}

export function ReturneeDrawer({ returnee, onClose }: { returnee: ReturneeLine; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const { area } = useDesk()
  const [ids] = useState({ step: freshId(), resident: freshId() })
  const joined = returnee.standing === 'joined'
  const same = useAsk(ops.sameAsReturnee, { returneeId: returnee.id }, { when: !joined })
  const problem = { refresh: [visiting.room], onProblem: (error: Error) => void message.error(t(wordsOf(error))) }
  const note = useAct(ops.noteReturnee, { ...problem, onDone: () => void message.success(t(w.noted)) })
  const join = useAct(ops.joinReturnee, {
    ...problem,
    onDone: () => {
      void message.success(t(w.joined))
      onClose()
    },
  })
  const needed = { required: true, message: t(w.required) }
  return (
    <Drawer open onClose={onClose} size={520} title={returnee.who?.name ?? t(w.nobody)}>
      <div className="visit-drawer">
        {returnee.who && <KnownPerson person={returnee.who} />}
        <p>{returnee.home}</p>
        {joined ? (
          <Alert type="success" showIcon title={t(w.joined)} />
        ) : (
          <>
            <section>
              <h3>{t(w.noteContact)}</h3>
              <div className="visit-acts">
                {STEPS.map((step) => (
                  <Button
                    key={step}
                    loading={note.isPending}
                    onClick={() => note.mutate({ id: freshId(), returneeId: returnee.id, step })}
                  >
                    {t(returneeSteps.words[step])}
                  </Button>
                ))}
              </div>
            </section>
            {same.data && same.data.people.length > 0 && (
              <section>
                <h3>{t(w.same)}</h3>
                {same.data.people.map(({ id, name, address }) => (
                  <div key={id} className="visit-same">
                    <span>
                      {name} · {address}
                    </span>
                    <Button
                      loading={join.isPending}
                      onClick={() =>
                        join.mutate({ id: ids.step, returneeId: returnee.id, residentId: id, fresh: null })
                      }
                    >
                      {t(w.thatIsThem)}
                    </Button>
                  </div>
                ))}
              </section>
            )}
            <section>
              <h3>{t(w.join)}</h3>
              <p className="muted">{t(w.joinHint)}</p>
              <Form<Fresh>
                layout="vertical"
                initialValues={{
                  ...(returnee.found ? { path: returnee.path } : {}),
                  ...{ residence: 'incoming', tenancy: 'tenant', relation: 'other' },
                }}
                onFinish={(fresh) =>
                  join.mutate({ id: ids.step, returneeId: returnee.id, residentId: ids.resident, fresh })
                }
              >
                <Form.Item name="path" label={t(w.dwelling)} rules={[needed]}>
                  <AreaPicker root={area} shownAs={returnee.home} />
                </Form.Item>
                <Form.Item name="residence" label={t(w.residence)} rules={[needed]}>
                  <Select options={choices(residences, t)} />
                </Form.Item>
                <div className="pair">
                  <Form.Item name="tenancy" label={t(w.tenancy)} rules={[needed]}>
                    <Select options={choices(tenancies, t)} />
                  </Form.Item>
                  <Form.Item name="relation" label={t(w.relation)} rules={[needed]}>
                    <Select options={choices(relations, t)} />
                  </Form.Item>
                </div>
                <Button type="primary" htmlType="submit" loading={join.isPending}>
                  {t(w.join)}
                </Button>
              </Form>
            </section>
          </>
        )}
      </div>
    </Drawer>
  )
}
