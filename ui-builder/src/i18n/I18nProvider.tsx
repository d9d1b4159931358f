import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { formatMessage } from './format';
import { I18nContext, type Translate } from './useI18n';
import {
  loadMessages,
  preferredLanguage,
  rememberLanguage,
  type Language,
  type Messages,
} from './languages';

export const I18nProvider = ({
  children,
  onLanguage,
}: {
  children: ReactNode;
  onLanguage: (language: Language) => void;
}) => {
  const [loaded, setLoaded] = useState<{ language: Language; messages: Messages }>();

  const show = useCallback(
    async (language: Language) => {
      const messages = await loadMessages(language);
      document.documentElement.lang = language;
      onLanguage(language);
      setLoaded({ language, messages });
    },
    [onLanguage],
  );

  useEffect(() => {
    // The first paint waits for the texts; after that a change swaps them in place.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    void show(preferredLanguage());
  }, [show]);

  const value = useMemo(() => {
    if (!loaded) return undefined;
    const { language, messages } = loaded;
    const t: Translate = (key, parameters = {}) =>
      formatMessage(messages[key], parameters, language);
    const setLanguage = (next: Language, remember = true) => {
      if (remember) rememberLanguage(next);
      void show(next);
    };
    return { language, t, setLanguage };
  }, [loaded, show]);

  return value && <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
};
