/** A place of business (사업장), as answers name it. */
export class SiteName {
  id: string;
  name: string;
}
