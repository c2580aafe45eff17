// shim.h — libjpeg-turbo, of which only the half that writes is called: what strangers made is never decoded in our process.
#pragma once
#include <turbojpeg.h>
