/** One application beside what the register says: verified with how it was checked, issued, or declined with a reason and a notice. */
import { App, Button, Checkbox, Drawer, Form, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { Facts } from '../../../platform/web/desk/facts.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { idTypes, tenancies } from '../../register/model.ts'
import {
  type Application,
  declineReasons,
  type Finding,
  findings,
  linkKinds,
  objectionGrounds,
  verifiedHows,
  vias,
} from '../application.ts'
import { pass } from '../contract.ts'
import { passKinds } from '../model.ts'
import { toLookAt, unseen } from '../verify.ts'
import { wordsOfLate } from './late.ts'
import { ReasonForm } from './reason-form.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations
interface Checked {
  path: string
  how: (typeof verifiedHows.values)[number]
  /** Of what asks for a look; absent when nothing does. */
  looked?: Finding[]
}
interface ApplicationDrawerProps {
  readonly application: Application
  readonly onDone: () => void
  readonly onClose: () => void
}

export function ApplicationDrawer({ application, onDone, onClose }: ApplicationDrawerProps) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Checked>()
  const [declining, setDeclining] = useState(false)
  const declines = useMay(ops.decline.roles)
  const { match } = application
  const toSee = application.state === 'asked' ? toLookAt(application.findings) : []
  const onProblem = (error: Error) => void wordsOfLate(error, application.id).then((words) => message.error(t(words)))
  const verify = useAct(ops.verify, { refresh: [pass.room], onProblem })
  const issue = useAct(ops.issue, { refresh: [pass.room], onProblem })
  const settle = useAct(ops.settleObjection, { refresh: [pass.room], onProblem })
  const decline = useAct(ops.decline, { refresh: [pass.room], onDone, onProblem })
  const seen = (): Finding[] => (toSee.length > 0 && form.getFieldValue('looked')) || []
  const act = async (issues: boolean) => {
    try {
      if (application.state === 'asked') {
        const { path, how, looked } = await form.validateFields()
        const residentId = match?.residentId ?? null
        await verify.mutateAsync({ applicationId: application.id, residentId, path, how, looked: looked ?? [] })
      }
      if (issues) {
        const { number } = await issue.mutateAsync({ applicationId: application.id, scope: null })
        void message.success(t(w.issuedNumber, { number }))
      }
      onDone()
    } catch {
      // Told where it happened: the form's own fields, or `onProblem`.
    }
  }
  const document = [t(idTypes.words[application.idType]), application.idMasked ?? ''].join(' ')
  return (
    <Drawer open onClose={onClose} size={520} title={`${application.name} · ${t(passKinds.words[application.kind])}`}>
      <div className="pass-drawer">
        <Facts
          rows={[
            [t(w.findings), application.findings.map((finding) => t(findings.words[finding])).join(' · ')],
            ...(application.looked.length > 0
              ? [[t(w.looked), application.looked.map((finding) => t(findings.words[finding])).join(' · ')] as const]
              : []),
            [t(w.said), application.address ?? application.place],
            [t(w.document2), document],
            [t(w.phone), application.phoneMasked ?? ''],
            [t(w.reason), application.reason ?? ''],
            [t(w.via), `${t(vias.words[application.via])} · ${shanghaiMinute(application.askedAt)}`],
            [
              t(w.inRegister),
              match
                ? `${match.name} · ${match.place} · ${match.idMasked ?? ''} ${match.tenancy ? t(tenancies.words[match.tenancy]) : ''}`
                : '–',
            ],
          ]}
        />
        {application.objections.length > 0 && (
          <section>
            <h3>{t(w.objectionsTitle)}</h3>
            {application.objections.map(({ id, by, who, ground, at }) => (
              <p key={id}>
                {t(linkKinds.words[who])} {by}: {t(objectionGrounds.words[ground])} ({shanghaiMinute(at)}){' '}
                <Button size="small" loading={settle.isPending} onClick={() => settle.mutate({ id })}>
                  {t(w.settle)}
                </Button>
              </p>
            ))}
          </section>
        )}
        {application.state === 'asked' && (
          <Form<Checked>
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{ path: application.path, how: match ? 'register' : 'door' }}
          >
            {toSee.length > 0 && (
              <Form.Item
                name="looked"
                label={t(w.toLook)}
                rules={[
                  {
                    validator: async (_, seen: Finding[] = []) => {
                      if (unseen(toSee, seen).length > 0) throw new Error(t(w.lookFirst))
                    },
                  },
                ]}
              >
                <Checkbox.Group options={toSee.map((value) => ({ value, label: t(findings.words[value]) }))} />
              </Form.Item>
            )}
            <Form.Item name="path" label={t(w.door)} rules={[{ required: true, message: t(w.required) }]}>
              <AreaPicker shownAs={application.place} />
            </Form.Item>
            <Form.Item name="how" label={t(w.how)}>
              <Select options={choices(verifiedHows, t)} />
            </Form.Item>
          </Form>
        )}
        <div className="pass-acts">
          <Button type="primary" loading={verify.isPending || issue.isPending} onClick={() => void act(true)}>
            {t(application.state === 'asked' ? w.verifyIssue : w.issue)}
          </Button>
          {application.state === 'asked' && <Button onClick={() => void act(false)}>{t(w.verifyOnly)}</Button>}
          {declines && (
            <Button danger onClick={() => setDeclining(true)}>
              {t(w.decline)}
            </Button>
          )}
        </div>
      </div>
      {declining && (
        <ReasonForm
          title={w.decline}
          hint={w.declineHint}
          reasons={declineReasons}
          busy={decline.isPending}
          onSend={(decision) => decline.mutate({ applicationId: application.id, ...decision, looked: seen() })}
          onClose={() => setDeclining(false)}
        />
      )}
    </Drawer>
  )
}
