import { footageClasses, type RetentionTemplate } from '../api/footageTypes';
import { Card } from '../ui/Card';
import { keepingText, templateName } from '../words/footageFormat';
import { useWords } from '../words/words';
import { DefaultTemplate } from './DefaultTemplate';

/** What each template keeps, to choose by. */
export function TemplateList({ templates }: { templates: RetentionTemplate[] }) {
  const { t, language } = useWords();
  return (
    <Card title={t('retention.templates')} end={<DefaultTemplate templates={templates} />}>
      <div className="v-scroll">
        <table className="v-table v-table-flush">
          <thead>
            <tr>
              <th scope="col">{t('retention.template')}</th>
              {footageClasses.map((of) => (
                <th key={of} scope="col">
                  {t(`retention.${of}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {templates.map((template) => (
              <tr key={template.code}>
                <th scope="row">{templateName(template.code, t)}</th>
                {footageClasses.map((of) => (
                  <td key={of} className="v-num">
                    {keepingText(template[of], t, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
