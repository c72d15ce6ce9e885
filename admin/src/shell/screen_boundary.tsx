import { Button, Result, Typography } from 'antd'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  children: ReactNode
}
interface State {
  error: unknown
}

/** Keeps a broken screen from taking the others with it. */
export class ScreenBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    if (isMissingFile(error)) return <NewVersion />
    return <Broken error={error} onRetry={() => this.setState({ error: null })} />
  }
}

/** The page was opened before an update, and asks for a file of the version before. */
function isMissingFile(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module|preload/i.test(error.message)
  )
}

function NewVersion() {
  const { t } = useTranslation()
  return (
    <Result
      status="info"
      title={t('boundary.newTitle')}
      subTitle={t('boundary.newText')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('boundary.reload')}
        </Button>
      }
    />
  )
}

function Broken({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Result
      status="warning"
      title={t('boundary.title')}
      subTitle={t('boundary.text')}
      extra={
        <Button type="primary" onClick={onRetry}>
          {t('boundary.retry')}
        </Button>
      }
    >
      <details>
        <summary>{t('boundary.details')}</summary>
        <Typography.Text code copyable>
          {error instanceof Error ? error.message : String(error)}
        </Typography.Text>
      </details>
    </Result>
  )
}
