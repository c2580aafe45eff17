// shim.h — libzip, and what Swift cannot import of it by itself.
#pragma once
#include <zip.h>
