"""A stand-in for Okta's Pulumi plugin, for machines that can't install the official one.

It serves eight resource types and three functions with the official tokens, properties, messages and calls, and
refuses to talk to anything but a simulated org on loopback. Where it knowingly differs:

| The official plugin                                         | The stand-in                                     |
|-------------------------------------------------------------|--------------------------------------------------|
| serves every resource and function                          | serves those of `catalogue`, names them otherwise |
| reaches real orgs                                           | takes loopback addresses over plain http only    |
| gives an unset policy or rule name one of its own           | requires `name`                                  |
| uploads an app's logo                                       | refuses `logo`                                   |
| marks defaults (`__defaults`) and timeouts (`__meta`) in the | writes neither; a state can change hands, its    |
|   state                                                     |   first preview by the other plugin is unchanged |
| answers with a full schema                                  | answers with its name and version: import with   |
|                                                             |   `--generate-code=false`                        |
| sends the calls of independent resources in any order       | the same                                         |
| sends the members of a group update in random order         | sends them in the program's order                |
| falls back to DPoP where Okta demands it                    | has no DPoP                                      |
| waits 30 s and more between attempts without `http_proxy`   | has no such mode                                 |
| reads `~/.okta/okta.yaml` and `OKTA_CLIENT_*`               | reads neither                                    |
"""
