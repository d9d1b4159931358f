import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useT } from '@/i18n';
import { Button, Dialog } from '@/ui';

/** Asks before a page with unsaved input is left. */
export const LeaveGuard = ({ isDirty }: { isDirty: () => boolean }) => {
  const t = useT();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return isDirty() && currentLocation.pathname !== nextLocation.pathname;
  });
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [isDirty]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={t('record.unsavedTitle')}
      size="narrow"
      onClose={() => blocker.reset()}
      footer={
        <>
          <Button autoFocus onClick={() => blocker.reset()}>
            {t('record.stay')}
          </Button>
          <Button variant="danger" onClick={() => blocker.proceed()}>
            {t('record.leave')}
          </Button>
        </>
      }
    >
      {t('record.unsavedText')}
    </Dialog>
  );
};
