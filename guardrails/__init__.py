"""A CrossGuard policy pack: what locks people out of their Macs, found before it reaches Okta."""
