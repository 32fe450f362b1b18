import { localeLoader } from '../platform/http/locale';
import { useOrganisation } from '../platform/http/root-data';
import { Facts } from '../ui/page';
import { publicMeta } from '../ui/page-meta';
import { TextPage } from '../ui/text-page';
import { useText } from '../ui/use-text';

export const loader = localeLoader;
export const meta = publicMeta(({ trust }) => trust.contact);

export default function Contact() {
  const { contact } = useText().trust;
  const { legalName, address, contactEmail } = useOrganisation();
  return (
    <TextPage {...contact}>
      <div className="mb-10">
        <Facts rows={[[contact.write, <a key="mail" href={`mailto:${contactEmail}`}>{contactEmail}</a>], ...(address ? [[contact.post, `${legalName}, ${address}`] as [string, string]] : [])]} />
      </div>
    </TextPage>
  );
}
