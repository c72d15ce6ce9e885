import { useMutation } from '@tanstack/react-query'
import { App, Grid, Steps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { UploadedFile } from '../fields/upload.ts'
import { http, type ApiError } from '../providers/http.ts'
import { useResourceMeta } from '../providers/meta.tsx'
import { CheckStep } from './import/check_step.tsx'
import {
  suggestedChoices,
  type Choices,
  type ImportPlan,
  type Preview,
} from './import/import_request.ts'
import { MappingStep } from './import/mapping_step.tsx'
import { RunStep } from './import/run_step.tsx'
import { UploadStep } from './import/upload_step.tsx'
import { useJob } from './jobs/use_job.ts'
import { ScreenHeader } from './shared/screen_header.tsx'
import styles from './import/import.module.css'

const STEPS = ['upload', 'mapping', 'check', 'run'] as const
type Step = (typeof STEPS)[number]

/** Brings the rows of a file into a resource: look, match, try, write, and take back. */
export default function ImportScreen({ resource: name }: { resource: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const resource = useResourceMeta(name)
  const phone = !(Grid.useBreakpoint().md ?? true)
  // Its address leads back to an import that runs, or ran.
  const [params, setParams] = useSearchParams()
  const running = params.get('job')
  const [step, setStep] = useState<Step>(running ? 'run' : 'upload')
  const [source, setSource] = useState<{ file: UploadedFile; preview: Preview } | null>(null)
  const [choices, setChoices] = useState<Choices>({ mapping: {} })
  const [plan, setPlan] = useState<ImportPlan | null>(null)
  const [jobId, setJobId] = useState<string | null>(running)
  const { data: job } = useJob(jobId)
  const start = useMutation<
    { data: { jobId: string } },
    ApiError,
    { plan: ImportPlan; dryRun: boolean }
  >({
    mutationFn: ({ plan: wanted, dryRun }) =>
      http.post(`/api/resources/${name}/imports`, { ...wanted, ...(dryRun && { dryRun }) }),
    onSuccess: ({ data }, { dryRun }) => {
      setJobId(data.jobId)
      setStep(dryRun ? 'check' : 'run')
      if (!dryRun) setParams({ job: data.jobId }, { replace: true })
    },
    onError: (error) => message.error(error.message, 6),
  })
  const fileName = (source?.file.name ?? job?.subject ?? '').replace(/\.\w+$/, '')

  return (
    <>
      <ScreenHeader title={t('screens.import.title', { label: resource.label })} />
      <div className={styles.wizard}>
        {phone ? (
          <p className={styles.faint}>
            {t('screens.import.stepOf', { step: STEPS.indexOf(step) + 1, steps: STEPS.length })} ·{' '}
            {t(`screens.import.steps.${step}`)}
          </p>
        ) : (
          <Steps
            size="small"
            current={STEPS.indexOf(step)}
            items={STEPS.map((key) => ({ title: t(`screens.import.steps.${key}`) }))}
            className={styles.steps}
          />
        )}
        {step === 'upload' && (
          <UploadStep
            resource={name}
            onReady={(file, preview) => {
              setSource({ file, preview })
              setChoices(suggestedChoices(resource, preview))
              setStep('mapping')
            }}
          />
        )}
        {step === 'mapping' && source && (
          <MappingStep
            resource={resource}
            file={source.file}
            preview={source.preview}
            choices={choices}
            starting={start.isPending}
            onChoose={setChoices}
            onBack={restart}
            onCheck={(next) => {
              setPlan(next)
              start.mutate({ plan: next, dryRun: true })
            }}
          />
        )}
        {step === 'check' && (
          <CheckStep
            job={job}
            fileName={fileName}
            starting={start.isPending}
            onBack={() => setStep('mapping')}
            onImport={() => plan && start.mutate({ plan, dryRun: false })}
          />
        )}
        {step === 'run' && (
          <RunStep resource={resource} job={job} fileName={fileName} onAgain={restart} />
        )}
      </div>
    </>
  )

  function restart() {
    setSource(null)
    setPlan(null)
    setJobId(null)
    setParams({}, { replace: true })
    setStep('upload')
  }
}
