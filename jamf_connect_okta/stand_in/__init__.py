"""A stand-in for Okta's Pulumi plugin, for machines that can't install the official one.

It serves eight resource types and three functions with the official tokens, properties, messages and calls, and
refuses to talk to anything but a simulated org on loopback. Where it knowingly differs:

| The official plugin                                   | The stand-in                                           |
|-------------------------------------------------------|--------------------------------------------------------|
| serves every resource and function                    | serves those of `catalogue`, and says so for others    |
| reaches real orgs                                     | takes loopback addresses over plain http only          |
| names a resource as `pulumi:autonaming` says          | adds seven hex digits, as without that setting         |
| marks the names that it made up                       | knows them by their form                               |
| uploads an app's `logo`                               | refuses it                                             |
| marks defaults (`__defaults`) and timeouts (`__meta`) | writes neither                                         |
| has a schema                                          | has none: `pulumi import` needs `--generate-code=false` |
| imports a policy without `catchAll`                   | imports it with its default                            |
| says of bad JSON what Go's parser finds               | says what Python's finds                               |
| finds conflicting credentials and numbers that are    | finds them in its own                                  |
| too big in Terraform's words                          |                                                        |
| answers a demand for DPoP                             | has no DPoP                                            |
| reads `~/.okta/okta.yaml` and `OKTA_CLIENT_*`         | reads neither                                          |
| with `OKTA_VCR_TF_ACC`, leaves out the sign-in        | signs in                                               |
| says of an org that is not there that the provider    | names the call that failed                             |
| "was not properly configured"                         |                                                        |
| warns of `groupsClaim`, which is deprecated           | leaves that to `pulumi_okta`, which warns of it too    |
| refuses Classic orgs with a link                      | with the words before the link                         |
| obeys `parallelism`, `maxApiCapacity`, `logLevel`     | accepts and ignores them: on loopback nothing depends  |
|                                                       | on them                                                |

What is inferred rather than known of the official plugin says so where the code decides.
"""
