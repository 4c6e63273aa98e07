/** `shelfready init`: a configuration to start from, every setting explained and commented out. */

import {writeNew} from './new-file.ts';
import {refuse, tell} from './terminal.ts';

/** The file that `init` writes. Our own reader accepts it, as it stands and with any part uncommented. */
export const starter = `# Settings of shelfready for this submission. Every part is optional; a setting on the command line wins over this file.
# Editors that know JSON Schema may use schemas/config.schema.json of the package shelfready.

# How buyers are licensed: paid, byol (they bring a licence bought elsewhere) or free.
# licensing: paid

# How the product is delivered.
# deliveryMethods: [single-ami, cloudformation]

# The state of AWS's AMI policies to judge by: ami-2020 (the default) or ami-2025.
# edition: ami-2020

# What a file is, where recognising it by its content goes wrong, and which URL of the listing means it.
# Kinds: template, listing, docs, image, root, scan; unknown leaves a file out.
# artifacts:
#   docs/getting-started.txt: docs
#   templates/network.yaml:
#     kind: template
#     url: https://larkspur-media.s3.amazonaws.com/2.4.0/network.yaml

# A rule's severity (error, warning, note or off), and its options. The list of rules: shelfready rules
# rules:
#   family/name: warning
#   family/other-name:
#     severity: note
#     options: {}

# Rules of your own, as data; docs/settings.md has every kind of pattern.
# ownRules:
#   - id: own/no-old-sizes
#     policy: delivery.template-requirements
#     severity: warning
#     find: {resource: 'AWS::EC2::Instance', property: InstanceType, matches: '^t2[.]'}
#     message: '{subject} runs on {found}.'
#     help: Take an instance type of the present generation.

# Findings that you accept. A reason is required; subject narrows it to one field, logical id, pointer or file;
# until is the last day on which it holds. Waivers that match nothing or have expired are reported.
# waivers:
#   - rule: family/name
#     subject: LarkspurRole
#     reason: agreed with our AWS contact on 2026-10-02
#     until: 2027-03-31
`;

const file = 'shelfready.yaml';

/** Writes `shelfready.yaml` into the working folder. Without `force` it never replaces one. */
export async function init(force: boolean): Promise<number> {
	const why = await writeNew(file, starter, force);
	if (why !== undefined) return refuse(why);
	tell(`wrote ${file}; everything in it is optional. Next: shelfready check`);
	return 0;
}
